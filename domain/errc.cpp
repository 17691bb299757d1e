namespace baedal {}
